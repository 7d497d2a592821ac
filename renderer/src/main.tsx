import './app/first';
import '@fontsource-variable/inter/wght.css';
import '@fontsource/noto-sans-devanagari/devanagari-400.css';
import '@fontsource/noto-sans-devanagari/devanagari-600.css';
import './app/tokens.css';
import './app/base.css';
import './app/door.css';
import './features/appointments/bar/bar.css';
import './features/appointments/grid/calendar.css';
import './features/appointments/panel/panel.css';
import './features/queue/queue.css';
import './features/queue/board.css';
import './app/forced-colors.css';
import './app/i18n';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
