import { texts } from '#shared/texts/texts';

const words = texts.en.translation.shell;
const EXAMPLE = JSON.stringify(
  { mysqlUrl: 'mysql://desk:PASSWORD@SERVER:3306/clinic', mongoUrl: 'mongodb://SERVER:27017/clinic' },
  null,
  2,
);

/** Shown instead of the application while its databases' addresses are missing: what IT must write, and where. */
export function setupPage(configFile: string, wrong: readonly string[]): string {
  const unreadable = wrong.includes('file');
  return page(words.setupTitle, [
    `<p>${words.setupHelp}</p>`,
    `<p><code>${escaped(configFile)}</code></p>`,
    unreadable
      ? `<p>${words.setupUnreadable}</p>`
      : `<p>${words.setupMissing} <b>${escaped(wrong.join(', '))}</b></p>`,
    `<pre>${escaped(EXAMPLE)}</pre>`,
    `<p>${words.setupEnvironment}</p>`,
  ]);
}

/** Shown when the program itself could not be put together. */
export function failedPage(logFile: string): string {
  return page(words.startFailed, [
    `<p>${words.startFailedHelp}</p>`,
    `<p><code>${escaped(logFile)}</code></p>`,
  ]);
}

function page(title: string, body: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>${escaped(texts.en.translation.app.name)}</title>
<style nonce="__CSP_NONCE__">
body { font: 14px/1.5 system-ui, sans-serif; max-inline-size: 640px; margin: 12vh auto; padding-inline: 24px }
h1 { font-size: 20px }
pre, code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; user-select: all }
pre { padding: 12px; border: 1px solid; border-radius: 6px }
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body.join('\n')}
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
