# SPDX-License-Identifier: MIT
"""validate.py SCHEMA FILE...: says what of the JSON files a JSON Schema does not allow.

A line for each file that is wrong; exit status 1 where there is one, 3 without jsonschema.
"""
import json
import sys

try:
    from jsonschema import Draft202012Validator as Validator
except ImportError:
    sys.exit(3)

with open(sys.argv[1], encoding="utf-8") as f:
    schema = json.load(f)
Validator.check_schema(schema)
validator = Validator(schema)
status = 0
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as f:
        document = json.load(f)
    for error in validator.iter_errors(document):
        print(f"{path}: {error.json_path}: {error.message[:200]}")
        status = 1
        break
sys.exit(status)
