import type { Column } from './columns';

/** Why a column stays behind. */
type LeftBehind = 'secret' | 'of_sessions' | 'says_the_same';

export interface TableExport {
  readonly table: string;
  /** The primary key, by which it is read page by page. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  readonly left?: Readonly<Record<string, LeftBehind>>;
  /** SQL: the rows that may leave; all of them where nothing is said. */
  readonly only?: string;
}
