import { create } from 'zustand';

/** Whether the list of how doctors see their patients is open. */
export const useSeesByShown = create<{ readonly shown: boolean }>()(() => ({ shown: false }));

export function showSeesBy(shown: boolean): void {
  useSeesByShown.setState({ shown });
}
