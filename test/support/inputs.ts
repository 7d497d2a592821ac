import fc from 'fast-check';

/** Texts that broke programs before: injections, lone surrogates, controls, other scripts, lengths around columns. */
const nastyText = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udc00x',
  '\u202eabc',
  'مريم',
  '👩‍⚕️',
  '𝕏'.repeat(100),
  "'; DROP TABLE patients; --",
  '<img src=x onerror=alert(1)>',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '%',
  '\\',
  'a'.repeat(101),
  'x'.repeat(501),
  'x'.repeat(100_001),
  '24:00',
  '2027-02-29',
  '2027-02-29T10:00',
  '2027-04-31T23:55',
  '2027-13-01T25:61',
  '2027-01-04T10:03',
  '9999-12-31T23:55',
  '0000-00-00',
  '1e308',
  'NaN',
);

const nastyNumber = fc.constantFrom(
  0,
  -1,
  -0,
  0.1,
  1,
  2,
  200,
  201,
  2_147_483_647,
  2_147_483_648,
  1e21,
  -1e308,
);

/** Anything JSON can carry, the nasty ones often. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: nastyText, weight: 3 },
  { arbitrary: nastyNumber, weight: 3 },
  { arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [{}], [null]), weight: 3 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 40 }), weight: 2 },
  { arbitrary: fc.integer(), weight: 1 },
  { arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }), weight: 1 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 2 },
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [at, ...keys.flatMap((key) => pathsOf(Reflect.get(value, key), [...at, key]))];
}

type Change = 'replace' | 'remove' | 'add' | 'wrap' | 'repeat' | 'borrow';

interface Mutation {
  readonly change: Change;
  /** Which of the input's places, counted round. */
  readonly place: number;
  readonly value: unknown;
  readonly key: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  change: fc.constantFrom<Change>(
    'replace',
    'replace',
    'replace',
    'remove',
    'add',
    'wrap',
    'repeat',
    'borrow',
  ),
  place: fc.nat(200),
  value: anyJson,
  key: fc.constantFrom('extra', '__proto__', 'constructor', 'id', 'version', 'override', 'length', ''),
});

/** As JSON brings it: `__proto__` becomes a key like any other. */
function put(target: object, key: string | number, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function changed(current: unknown, { change, key, ...step }: Mutation, root: unknown): unknown {
  // The generator gives the same constants again: they must not be changed in place.
  const value: unknown = structuredClone(step.value);
  switch (change) {
    case 'replace':
    case 'remove':
      return value;
    case 'wrap':
      return [current];
    case 'repeat':
      return typeof current === 'string' ? current.repeat(40) : [current, current, current];
    case 'borrow':
      return structuredClone(root);
    case 'add': {
      if (Array.isArray(current)) return [...(current as readonly unknown[]), value];
      const object = typeof current === 'object' && current !== null ? current : {};
      put(object, key, value);
      return object;
    }
  }
}

function mutated(example: unknown, step: Mutation): unknown {
  const copy: unknown = structuredClone(example);
  const paths = pathsOf(copy);
  const path = paths[step.place % paths.length] ?? [];
  const last = path.at(-1);
  if (last === undefined) return changed(copy, step, copy);
  const parent = path.slice(0, -1).reduce<unknown>((value, key) => Reflect.get(Object(value), key), copy);
  if (typeof parent !== 'object' || parent === null) return copy;
  if (step.change === 'remove') Reflect.deleteProperty(parent, last);
  else put(parent, last, changed(Reflect.get(parent, last), step, example));
  return copy;
}

/** The example, changed in up to three places, now and then not at all, or something else altogether. */
export function inputsLike(example: unknown): fc.Arbitrary<unknown> {
  const near = fc
    .array(mutation, { maxLength: 3 })
    .map((steps) => steps.reduce<unknown>((value, step) => mutated(value, step), example));
  return fc.oneof({ arbitrary: near, weight: 4 }, { arbitrary: anyJson, weight: 1 });
}
