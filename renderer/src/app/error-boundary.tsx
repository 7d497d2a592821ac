import Button from '@mui/material/Button';
import { Component, type ReactNode } from 'react';
import { i18n } from './i18n';

interface Props {
  readonly children: ReactNode;
}

/** A part that fails shows a sentence and a way back instead of an empty window. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="door">
        <div className="door-card" role="alert">
          <h1>{i18n.t('app.broken')}</h1>
          <p>{i18n.t('app.brokenHelp')}</p>
          <div className="buttons">
            <Button
              variant="contained"
              onClick={() => {
                this.setState({ failed: false });
              }}
            >
              {i18n.t('app.showAgain')}
            </Button>
            <Button
              onClick={() => {
                window.location.reload();
              }}
            >
              {i18n.t('app.reload')}
            </Button>
          </div>
        </div>
      </main>
    );
  }
}
