// Opens files in a browser, and says as JSON what it found. Call: node browser.mjs KIND FILE...
import { chromium } from 'playwright-core';
import { BpmnModdle } from 'bpmn-moddle';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const dist = (name) => join(dirname(require.resolve(`${name}/package.json`)), 'dist');

const [kind, ...files] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** Opens an empty page that notes whatever goes wrong on it. */
async function open(noted, options = {}) {
  const page = await browser.newPage({ viewport: { width: 2400, height: 1400 }, ...options });
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && noted.push(message.text()));
  page.on('pageerror', (error) => noted.push(error.message));
  page.on('dialog', (dialog) => { noted.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  return page;
}

const looks = {
  async bpmn(file) {
    const xml = readFileSync(file, 'utf8');
    const noted = (await new BpmnModdle().fromXML(xml)).warnings.map((warning) => warning.message);
    const page = await open(noted);
    await page.setContent('<body style="margin:0"><div id="c" style="width:2400px;height:1400px"></div></body>');
    await page.addStyleTag({ path: join(dist('bpmn-js'), 'assets', 'bpmn-js.css') });
    await page.addScriptTag({ path: join(dist('bpmn-js'), 'bpmn-viewer.development.js') });
    const found = await page.evaluate(async (text) => {
      const viewer = new BpmnJS({ container: '#c' });
      const { warnings } = await viewer.importXML(text);
      viewer.get('canvas').zoom('fit-viewport');
      const elements = viewer.get('elementRegistry').getAll();
      return { warnings: warnings.map(String), drawn: elements.map((element) => element.id) };
    }, xml);
    await page.screenshot({ path: `${file}.png` });
    await page.close();
    return { noted: [...noted, ...found.warnings], drawn: found.drawn };
  },

  async mermaid(file) {
    const noted = [];
    const page = await open(noted);
    await page.setContent('<body></body>');
    await page.addScriptTag({ path: join(dist('mermaid'), 'mermaid.min.js') });
    const svg = await page.evaluate(async (text) => {
      mermaid.initialize({ startOnLoad: false });
      return (await mermaid.render('drawn', text)).svg;
    }, readFileSync(file, 'utf8'));
    await page.setContent(`<body style="margin:0">${svg}</body>`);
    const labels = await page.$$eval('.nodeLabel', (found) => found.map((element) => element.innerText));
    await page.screenshot({ path: `${file}.png` });
    await page.close();
    return { noted, labels };
  },

  async html(file) {
    const noted = [];
    const page = await open(noted);
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    const address = pathToFileURL(file).href;
    await page.goto(address);
    await page.screenshot({ path: `${file}.light.png`, fullPage: true });
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await page.$eval('.paper', (paper) => getComputedStyle(paper).fill);
    await page.screenshot({ path: `${file}.dark.png`, fullPage: true });
    const ids = await page.$$eval('.screen .row', (rows) => rows.map((row) => row.id));
    await page.emulateMedia({ media: 'print' });
    await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true });
    await page.close();
    return { noted, requests: requests.filter((url) => url !== address), dark, ids };
  },

  async svg(file) {
    const noted = [];
    const page = await open(noted);
    await page.goto(pathToFileURL(file).href);
    // how long each line really is, beside how long it was laid out
    const lines = await page.$$eval('text[textLength]', (texts) => texts.map((text) => {
      const laid = Number(text.getAttribute('textLength'));
      text.removeAttribute('textLength');
      text.removeAttribute('lengthAdjust');
      return { text: text.textContent, laid, real: text.getComputedTextLength() };
    }));
    await page.screenshot({ path: `${file}.png` });
    await page.close();
    return { noted, lines };
  },
};

const found = {};
for (const file of files) found[file] = await looks[kind](file);
await browser.close();
console.log(JSON.stringify(found));
