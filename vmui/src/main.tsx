import { render } from 'preact';
import { App } from './app';
import { applyTheme, storedTheme } from './components/theme';
import './style.css';

applyTheme(storedTheme());
const root = document.getElementById('app');
if (root) render(<App />, root);
