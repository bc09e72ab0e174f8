/** Runs test/editor/worker.ts in a page. */
import type { Browser } from 'playwright-core';
import type { TestResult } from '../../test/editor/desk.ts';
import { root } from '../files.ts';
import { bundleForBrowser } from './bundles.ts';
import { serveSite } from './site.ts';

export async function testWorker(browser: Browser): Promise<readonly TestResult[]> {
	const site = await serveSite({ '/plumbline/': root });
	site.put('/worker.html', '<!DOCTYPE html><script src="/worker.js"></script>');
	site.put('/worker.js', await bundleForBrowser('test/editor/worker.ts', {}, 'plumblineTests'));
	const page = await browser.newPage();
	try {
		await page.goto(`${site.url}/worker.html`);
		return await page.evaluate('plumblineTests.run()');
	} finally {
		await page.close();
		site.close();
	}
}
