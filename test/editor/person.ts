/**
 * Somebody in front of the editor: sees squiggles, points the mouse, presses keys, takes pictures. Drives the page with
 * Playwright and knows nothing of Plumbline. Lines are named by a piece of their text, as a person would.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export interface Squiggle {
	readonly kind: 'error' | 'warning' | 'info' | 'hint';
	/** Text of the line that it is drawn in. */
	readonly line: string;
	readonly x: number;
	readonly y: number;
}

export class Person {
	readonly #page: Page;
	readonly #album: string;

	constructor(page: Page, album: string) {
		this.#page = page;
		this.#album = album;
	}

	/** Saves what the screen shows as `NAME.png` in the album. */
	async picture(name: string): Promise<string> {
		await mkdir(this.#album, { recursive: true });
		const path = join(this.#album, `${name}.png`);
		await this.#page.screenshot({ path });
		return path;
	}

	/** The squiggles in sight, from top to bottom; waits a little for the first. */
	async squiggles(): Promise<readonly Squiggle[]> {
		await this.#page.locator('.view-overlays [class*="squiggly-"]').first().waitFor({ state: 'attached', timeout: 10_000 }).catch(() => undefined);
		return this.#page.evaluate(readSquiggles);
	}

	/** Rests the mouse on the first squiggle of the line that contains a text, and reads the hover that opens. */
	async hover(line: string): Promise<string> {
		const squiggle = (await this.squiggles()).find(one => one.line.includes(line));
		if (!squiggle) throw new Error(`No squiggle is in sight in the line “${line}”.`);
		const hover = this.#page.locator('.monaco-hover:not(.hidden) .hover-row:not(.status-bar)');
		for (let tries = 0; tries < 3; tries++) {
			await this.#page.mouse.move(squiggle.x + tries, squiggle.y - 60);
			await this.#page.mouse.move(squiggle.x + tries, squiggle.y, { steps: 4 });
			if (!await hover.first().waitFor({ state: 'visible', timeout: 5000 }).then(() => true, () => false)) continue;
			await this.#settled();
			return (await hover.allInnerTexts()).join('\n');
		}
		throw new Error(`No hover opens in the line “${line}”.`);
	}

	/** Clicks on the first squiggle of a line, asks for quick fixes, and reads the menu. */
	async lightbulb(line: string): Promise<readonly string[]> {
		const squiggle = (await this.squiggles()).find(one => one.line.includes(line));
		if (!squiggle) throw new Error(`No squiggle is in sight in the line “${line}”.`);
		await this.#page.keyboard.press('Escape');
		await this.#page.mouse.click(squiggle.x, squiggle.y - 6);
		await this.#page.keyboard.press('Control+.');
		const items = this.#page.locator('.action-widget .monaco-list-row.action');
		await items.first().waitFor({ state: 'visible', timeout: 10_000 });
		await this.#settled();
		return (await items.allInnerTexts()).map(text => text.trim());
	}

	/** Picks an entry of the open menu with the arrow keys. */
	async choose(title: string): Promise<void> {
		const menu = this.#page.locator('.action-widget');
		const rows = await menu.locator('.monaco-list-row.action').count();
		for (let steps = 0; steps < rows; steps++) {
			const focused = await menu.locator('.monaco-list-row.focused').textContent({ timeout: 5000 });
			if (focused?.trim() === title) {
				await this.#page.keyboard.press('Enter');
				return menu.waitFor({ state: 'hidden', timeout: 5000 });
			}
			await this.#page.keyboard.press('ArrowDown');
		}
		throw new Error(`“${title}” is not in the menu.`);
	}

	async press(keys: string): Promise<void> {
		await this.#page.keyboard.press(keys);
	}

	/** Moves the mouse out of the way, so that nothing hovers. */
	async stepBack(): Promise<void> {
		await this.#page.keyboard.press('Escape');
		await this.#page.mouse.move(5, 500);
		await this.#settled();
	}

	/** Texts of the status bar's items. */
	async statusBar(): Promise<readonly string[]> {
		const texts = await this.#page.locator('.part.statusbar .statusbar-item:visible').allInnerTexts();
		return texts.map(text => text.trim()).filter(text => text.length > 0);
	}

	/** Opens the language status (the braces left of the language's name) and reads what it says. */
	async languageStatus(): Promise<string> {
		await this.stepBack();
		await this.#page.locator('[id="status.languageStatus"]').hover({ timeout: 5000 });
		const hover = this.#page.locator('.hover-language-status').first();
		await hover.waitFor({ state: 'visible', timeout: 5000 });
		await this.#settled();
		return (await this.#page.locator('.hover-language-status').allInnerTexts()).join('\n');
	}

	/** Texts of the notifications in sight. */
	async notifications(): Promise<readonly string[]> {
		return this.#page.locator('.notification-toast:visible').allInnerTexts();
	}

	#settled(): Promise<void> {
		return this.#page.waitForTimeout(400);
	}
}

type Drawn = { className: string; textContent: string | null; getBoundingClientRect(): { top: number; bottom: number; left: number; width: number } };
declare const document: { querySelectorAll(selector: string): Iterable<Drawn> };

/**
 * Runs in the page: overlays and lines of text are drawn apart, and meet at the same height. Without functions of its own that
 * have names, because a transpiler may wrap them in helpers that the page does not have.
 */
function readSquiggles(): Squiggle[] {
	const lines = [...document.querySelectorAll('.editor-instance .view-lines .view-line')]
		.map(line => ({ box: line.getBoundingClientRect(), text: (line.textContent ?? '').replaceAll('\u00a0', ' ') }));
	return [...document.querySelectorAll('.editor-instance .view-overlays [class*="squiggly-"]')]
		.flatMap(overlay => {
			const box = overlay.getBoundingClientRect();
			const middle = (box.top + box.bottom) / 2;
			const line = lines.find(one => one.box.top <= middle && middle <= one.box.bottom);
			const kind = /squiggly-(error|warning|info|hint)/.exec(overlay.className)?.[1] as Squiggle['kind'];
			return line ? [{ kind, line: line.text, x: box.left + Math.min(box.width / 2, 40), y: middle }] : [];
		})
		.sort((a, b) => a.y - b.y);
}
