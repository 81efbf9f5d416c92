// Starts the console: one page, whose part behind # says what is shown.
import { App } from './shell/app.js';

new App(document.getElementById('app'), window).start();
