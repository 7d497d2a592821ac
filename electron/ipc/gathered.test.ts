import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gathered } from './gathered';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('gathered', () => {
  it('tells once of everything within the time, and again of what comes later', () => {
    const tell = vi.fn();
    const told = gathered(tell, 100);
    told();
    vi.advanceTimersByTime(60);
    told();
    expect(tell).not.toHaveBeenCalled();
    vi.advanceTimersByTime(40);
    expect(tell).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(500);
    expect(tell).toHaveBeenCalledTimes(1);
    told();
    vi.advanceTimersByTime(100);
    expect(tell).toHaveBeenCalledTimes(2);
  });
});
