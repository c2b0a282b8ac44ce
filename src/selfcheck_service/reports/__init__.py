"""What is made of questionnaires and evaluations for people to read: values of the core in, documents out."""
