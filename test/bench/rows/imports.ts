import { checked, confirmed, openDataDesk } from '#test/integration/data/support';
import { stopwatch } from '../bench';
import { median, seededRandom } from '../numbers';
import { type Row, judged, must } from '../table';

const ROUNDS = 3;
const ROWS = 10_000;
const FIRST = ['Asha', 'Bina', 'Chetan', 'Divya', 'Eshan', 'Farida', 'Gopal', 'Hema', 'Imran', 'Jaya'];
const LAST = ['Verma', 'Das', 'Rao', 'Iyer', 'Khan', 'Nair', 'Patel', 'Sharma', 'Menon', 'Bose'];

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** A file of people of whom no two are one, another for each round. */
function fileOf(round: number): string {
  // Birthdays as people have them, not a few that thousands share.
  const random = seededRandom(round + 1);
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const n = round * ROWS + at;
    const letters = [n, Math.floor(n / 26), Math.floor(n / 676)].map((one) =>
      String.fromCharCode(97 + (one % 26)),
    );
    const name = `${FIRST[n % 10] ?? ''} ${letters.join('')}an ${LAST[Math.floor(n / 10) % 10] ?? ''}`;
    const born = `${String(1930 + Math.floor(random() * 90))}-${twoDigits(1 + Math.floor(random() * 12))}-${twoDigits(1 + Math.floor(random() * 28))}`;
    return `${name},98${String(10_000_000 + n)},${born},L-${String(n)}`;
  });
  return `Name,Phone,Date of birth,Old file number\n${lines.join('\n')}\n`;
}

/** Ten thousand patients from a file: sent up, looked at row by row, and written in one transaction. */
export async function imports(): Promise<Row[]> {
  const data = await openDataDesk();
  try {
    const took: number[] = [];
    let made = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      took.push(
        await stopwatch(async () => {
          const seen = await checked(data.window, 'patients', fileOf(round));
          const { counts } = await confirmed(data.window, seen);
          made += counts?.make ?? 0;
        }),
      );
    }
    const there = await data.clinic.count('patients');
    const value = median(took) / 1_000;
    return [
      judged({
        what: `import of ${String(ROWS)} rows, looked at and written`,
        ours: `${value.toFixed(1)} s`,
        value,
        aim: { most: 30 },
        unit: 's',
      }),
      must(
        'each imported row is one patient',
        there === made && made > 0,
        `${String(there)} of ${String(made)}`,
        'all',
      ),
    ];
  } finally {
    await data.close();
  }
}
