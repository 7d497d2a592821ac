import { create } from 'zustand';

interface ColumnsShown {
  /** The list of doctors is open. */
  readonly open: boolean;
  /** A hidden doctor whose column is shown for now: somebody went to a visit there. */
  readonly peeked: number | null;
}

/** What is open of the choice of columns; the choice itself is kept in the screen's preferences. */
export const useColumnsShown = create<ColumnsShown>()(() => ({ open: false, peeked: null }));

export function showColumns(open: boolean): void {
  useColumnsShown.setState(open ? { open, peeked: null } : { open });
}

/** Shows a doctor's column, hidden or not, until another choice is made. */
export function peekAt(doctorId: number): void {
  useColumnsShown.setState({ peeked: doctorId });
}
