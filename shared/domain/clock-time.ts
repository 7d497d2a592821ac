/** A time of the wall clock, `17:05`, as the clinic writes it: by 24 hours, or `5:05 pm`. */
export function clockTime(time: string, clock: '24' | '12'): string {
  if (clock === '24') return time;
  const hours = Number(time.slice(0, 2));
  return `${String(hours % 12 === 0 ? 12 : hours % 12)}${time.slice(2)} ${hours % 24 < 12 ? 'am' : 'pm'}`;
}
