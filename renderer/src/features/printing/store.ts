import { create } from 'zustand';

/** Whether this desk's paper is open; what is set there lives on the server. */
export const usePaperShown = create<{ readonly shown: boolean }>()(() => ({ shown: false }));

export function showPaper(shown: boolean): void {
  usePaperShown.setState({ shown });
}
