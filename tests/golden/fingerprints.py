"""Print one digest for each golden case and language: for tests that compare processes and Python versions."""

import hashlib
import sys

from selfcheck_service.core.scoring import encode_evaluation, evaluate, parse_answers
from tests.golden.cases import case_files, plan_of, read_case

if __name__ == "__main__":
    for path in case_files():
        plan = plan_of(path.parent.name)
        answers = parse_answers(plan, read_case(path)["body"])
        for language in plan.languages:
            content = encode_evaluation(evaluate(answers, language=language, explanation="full"))
            sys.stdout.write(f"{path.parent.name} {path.stem} {language} {hashlib.sha256(content).hexdigest()}\n")
