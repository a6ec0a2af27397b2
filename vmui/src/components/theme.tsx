// Light, dark, or as the system has it; remembered in this browser.
import { useState } from 'preact/hooks';

type Theme = 'system' | 'light' | 'dark';

const KEY = 'vestige.theme';
const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const SIGNS: Readonly<Record<Theme, string>> = { system: '◐', light: '☀', dark: '☾' };

export function storedTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.dataset['theme'] = theme;
}

export function ThemeButton() {
  const [theme, setTheme] = useState(storedTheme);
  const next = (): void => {
    const chosen = NEXT[theme];
    localStorage.setItem(KEY, chosen);
    applyTheme(chosen);
    setTheme(chosen);
    dispatchEvent(new Event('themechange'));
  };
  return (
    <button class="icon" onClick={next} title={`Theme: ${theme}`} aria-label={`Theme: ${theme}`} data-testid="theme">
      {SIGNS[theme]}
    </button>
  );
}
