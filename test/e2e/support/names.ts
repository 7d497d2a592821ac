import { expect, type Page } from '@playwright/test';

/** What a screen reader announces with its role: without a name it says "button" and nothing else. */
const NAMED = new Set([
  'button',
  'checkbox',
  'combobox',
  'dialog',
  'link',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'radio',
  'region',
  'spinbutton',
  'tab',
  'textbox',
]);

/** Reads the browser's own accessibility tree: everything that can be operated or jumped to has a name. */
export async function expectNamed(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const operable = nodes.filter((node) => !node.ignored && NAMED.has(String(node.role?.value)));
  const nameless = operable.filter((node) => String(node.name?.value ?? '').trim() === '');
  expect(nameless.map((node) => String(node.role?.value))).toEqual([]);
  expect(operable.length).toBeGreaterThan(0);
}
