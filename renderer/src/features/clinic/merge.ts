/** A place inside a setting's value, outermost name first; empty for the whole value. */
export type Path = readonly string[];

/** What was typed, and what it was made from. */
export interface Draft {
  readonly version: number;
  readonly base: unknown;
  readonly value: unknown;
}

export interface Clash {
  readonly path: Path;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Rebased {
  /** What was typed, with what others have changed elsewhere in it meanwhile. */
  readonly draft: Draft;
  /** Where both have changed the same, each to something else. */
  readonly clashes: readonly Clash[];
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSame(a: unknown, b: unknown): boolean {
  if (isTree(a) && isTree(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => isSame(a[name], b[name]));
  }
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A list is one thing: two who reorder it have two orders. */
function merged(base: unknown, mine: unknown, theirs: unknown, path: Path, clashes: Clash[]): unknown {
  if (isSame(mine, base)) return theirs;
  if (isSame(theirs, base) || isSame(mine, theirs)) return mine;
  if (isTree(base) && isTree(mine) && isTree(theirs)) {
    const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
    const entries = [...names].map(
      (name) => [name, merged(base[name], mine[name], theirs[name], [...path, name], clashes)] as const,
    );
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  clashes.push({ path, mine, theirs });
  return mine;
}

/** Brings what was typed onto what stands there now; where both differ, what was typed is kept and named. */
export function rebased(draft: Draft, theirs: unknown, version: number): Rebased {
  if (draft.version === version) return { draft, clashes: [] };
  const clashes: Clash[] = [];
  const value = merged(draft.base, draft.value, theirs, [], clashes);
  return { draft: clashes.length > 0 ? draft : { version, base: theirs, value }, clashes };
}

/** The draft after a value was saved from it: what was typed while it was on its way is made from that value. */
export function savedFrom(draft: Draft, saved: unknown): Draft {
  return { ...draft, base: saved };
}

function put(value: unknown, [name, ...rest]: Path, leaf: unknown): unknown {
  if (name === undefined) return leaf;
  const tree = isTree(value) ? value : {};
  const inner = put(tree[name], rest, leaf);
  const others = Object.entries(tree).filter(([other]) => other !== name);
  return Object.fromEntries(inner === undefined ? others : [...others, [name, inner]]);
}

/** Both versions were seen and one was chosen: their version is what was typed from, from now on. */
export function chosen(draft: Draft, clash: Clash, side: 'mine' | 'theirs'): Draft {
  return {
    ...draft,
    base: put(draft.base, clash.path, clash.theirs),
    value: side === 'theirs' ? put(draft.value, clash.path, clash.theirs) : draft.value,
  };
}

/** Where two values differ, place by place. */
export function differences(before: unknown, after: unknown, path: Path = []): Clash[] {
  if (isSame(before, after)) return [];
  if (isTree(before) && isTree(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => differences(before[name], after[name], [...path, name]));
  }
  return [{ path, mine: after, theirs: before }];
}
