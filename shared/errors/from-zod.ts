import type { z } from 'zod';
import { ISSUE_CODES, type FieldIssue, type IssueCode } from './app-error';

const MAX_ISSUES = 50;
const known = new Set<string>(ISSUE_CODES);

function isIssueCode(value: string): value is IssueCode {
  return known.has(value);
}

interface Said {
  readonly code: IssueCode;
  readonly params: FieldIssue['params'];
}

/** A schema's message as the code it is: `required`, or with its limit `too_long:100`; null for any other text. */
export function readMessage(message: string): Said | null {
  const [code = '', max] = message.split(':');
  if (!isIssueCode(code)) return null;
  return { code, params: max === undefined ? {} : { max: Number(max) } };
}

/** The way back of `readMessage`, for a form's own schema. */
export function messageOf({ code, params }: Said): string {
  return params['max'] === undefined ? code : `${code}:${String(params['max'])}`;
}

function codeOf(issue: z.core.$ZodIssue): IssueCode {
  const said = readMessage(issue.message);
  if (said) return said.code;
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

/** What a schema of ours says besides the code, for example which part of a rule is meant. */
function ownParams(params: Readonly<Record<string, unknown>>): FieldIssue['params'] {
  const said: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string' || typeof value === 'number') said[name] = value;
  }
  return said;
}

function paramsOf(issue: z.core.$ZodIssue): FieldIssue['params'] {
  if (issue.code === 'custom' && issue.params) return ownParams(issue.params);
  if (issue.code === 'too_big') return { max: Number(issue.maximum) };
  if (issue.code === 'too_small') return { min: Number(issue.minimum) };
  return readMessage(issue.message)?.params ?? {};
}

/** Zod's issues as field codes, at most 50 of them, never with the refused value itself. */
export function fieldIssues(error: z.ZodError): FieldIssue[] {
  return error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: issue.path.map(String).join('.').slice(0, 200),
    code: codeOf(issue),
    params: paramsOf(issue),
  }));
}
