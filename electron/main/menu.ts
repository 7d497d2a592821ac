import { Menu, type MenuItemConstructorOptions } from 'electron';
import { texts } from '#shared/texts/texts';

const words = texts.en.translation.shell;

/** The few commands that belong to the window and not to the page; hidden until Alt on Windows and Linux. */
export function setMenu(newWindow: () => void, developing: boolean): void {
  const mac: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }] : [];
  const tools: MenuItemConstructorOptions[] = developing
    ? [{ type: 'separator' }, { role: 'toggleDevTools' }]
    : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: words.file,
        submenu: [
          {
            id: 'new-window',
            label: words.newWindow,
            accelerator: 'CommandOrControl+Shift+N',
            click: () => newWindow(),
          },
          { label: words.closeWindow, role: 'close' },
        ],
      },
      {
        label: words.view,
        submenu: [
          { label: words.bigger, role: 'zoomIn' },
          { label: words.smaller, role: 'zoomOut' },
          { label: words.normalSize, role: 'resetZoom' },
          { label: words.fullScreen, role: 'togglefullscreen' },
          ...tools,
        ],
      },
    ]),
  );
}
