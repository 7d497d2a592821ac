/** What the scripts say while they work. Everything goes to stderr: stdout belongs to answers. */

// The first word soon, then ever rarer: a log is read, not watched.
const firstWordMs = 2_000;
const slowerBy = 1.6;

/** @typedef {(line: string) => void} Log */

/** Writes one line to stderr. @type {Log} */
export const log = (line) => {
  process.stderr.write(`${line}\n`);
};

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Runs a step and, when it takes long, says now and then that it is still at it.
 * @template T
 * @param {Log} say
 * @param {string} label
 * @param {(report: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(say, label, work) {
  const started = Date.now();
  let detail = '';
  let spoke = false;
  let pauseMs = firstWordMs;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const speakLater = () => {
    timer = setTimeout(() => {
      spoke = true;
      pauseMs *= slowerBy;
      say(`  … ${label}${detail && `: ${detail}`} (${seconds(Date.now() - started)})`);
      speakLater();
    }, pauseMs);
  };
  speakLater();
  try {
    const result = await work((text) => (detail = text));
    if (spoke) say(`  ${label}: done in ${seconds(Date.now() - started)}`);
    return result;
  } finally {
    clearTimeout(timer);
  }
}

/** The first line of whatever was thrown, for one-line reasons. @param {unknown} error */
export const reason = (error) => {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
};
