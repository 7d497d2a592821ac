/** Counting real tests from the reporters' files. A skipped test proves nothing, so it counts as failed. */
import { readJson } from './files.mjs';

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} remarks  what the numbers do not say
 */

/**
 * @param {'vitest' | 'playwright'} kind
 * @param {string} file
 * @param {number} exitCode
 * @returns {Promise<Count>}
 */
export async function countTests(kind, file, exitCode) {
  const report = await readJson(file);
  if (report === undefined) return { passed: 0, failed: 1, remarks: ['it wrote no report'] };
  const count = kind === 'vitest' ? countVitest(report) : countPlaywright(report);
  if (count.passed + count.failed === 0) return { passed: 0, failed: 1, remarks: ['not a single test ran'] };
  if (exitCode !== 0 && count.failed === 0) {
    return { ...count, failed: 1, remarks: [...count.remarks, `it ended with ${exitCode}`] };
  }
  return count;
}

/** @param {any} report @returns {Count} */
function countVitest(report) {
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that cannot even be loaded holds no test that could be counted.
  const unloaded = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded + skipped,
    remarks: [...remark(skipped, 'skipped'), ...remark(unloaded, 'files could not be loaded')],
  };
}

/** @param {any} report @returns {Count} */
function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  const errors = report.errors.length;
  return {
    passed: expected,
    failed: unexpected + flaky + skipped + errors,
    remarks: [
      ...remark(skipped, 'skipped'),
      ...remark(flaky, 'flaky'),
      ...remark(errors, 'errors outside tests'),
    ],
  };
}

/** @param {number} number @param {string} what */
const remark = (number, what) => (number === 0 ? [] : [`${number} ${what}`]);
