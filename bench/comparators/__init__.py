"""What the service is compared with. Frozen: `script/bench` refuses to run where a file differs from `hashes.txt`."""
