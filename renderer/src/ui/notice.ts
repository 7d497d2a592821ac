import { create } from 'zustand';

/** The one bar at the bottom: what was just done, and the way back. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly offer: 'undo' | 'redo' | 'none';
  readonly tone: 'plain' | 'error';
}

interface Notices {
  readonly notice: Notice | null;
  /** Told to a screen reader only: where a move stands. */
  readonly told: string;
}

export const useNotices = create<Notices>()(() => ({ notice: null, told: '' }));

let last = 0;

export function notify(text: string, offer: Notice['offer'] = 'none', tone: Notice['tone'] = 'plain'): void {
  last += 1;
  useNotices.setState({ notice: { id: last, text, offer, tone } });
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notice }) => ({ notice: notice?.id === id ? null : notice }));
}

export function tell(told: string): void {
  useNotices.setState({ told });
}
