import type { z } from 'zod';
import { ISSUE_CODES, type FieldIssue, type IssueCode } from './app-error';

const MAX_ISSUES = 50;
const known = new Set<string>(ISSUE_CODES);

function isIssueCode(value: string): value is IssueCode {
  return known.has(value);
}

function codeOf(issue: z.core.$ZodIssue): IssueCode {
  if (isIssueCode(issue.message)) return issue.message;
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'unknown_field';
    case 'invalid_value':
    case 'invalid_union':
      return 'unknown_choice';
    case 'too_big':
      return issue.origin === 'array' ? 'too_many' : 'too_big';
    case 'too_small':
      return 'too_short';
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'invalid';
    default:
      return 'invalid';
  }
}

function paramsOf(issue: z.core.$ZodIssue): FieldIssue['params'] {
  if (issue.code === 'too_big') return { max: Number(issue.maximum) };
  if (issue.code === 'too_small') return { min: Number(issue.minimum) };
  const max: unknown = issue.code === 'custom' ? issue.params?.['max'] : undefined;
  return typeof max === 'number' ? { max } : {};
}

/** Zod's issues as field codes, at most 50 of them, never with the refused value itself. */
export function fieldIssues(error: z.ZodError): FieldIssue[] {
  return error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: issue.path.map(String).join('.').slice(0, 200),
    code: codeOf(issue),
    params: paramsOf(issue),
  }));
}
