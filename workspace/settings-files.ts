/** Finds the `plumbline.yaml` that governs a document: the nearest on the way up. */
import { Settings } from '../engine/review/settings.ts';
import { type Documents, Document } from './documents.ts';
import { child, nameOf, parent } from './uris.ts';

export const SETTINGS = 'plumbline.yaml';

export class SettingsFiles {
	private readonly read = new Map<string, { readonly text: string; readonly settings: Settings }>();

	constructor(private readonly documents: Documents, private readonly rules: readonly string[]) {}

	/** {@link Settings.none} where there is no settings file. The same object as long as the file says the same. */
	async for(uri: string): Promise<Settings> {
		for (let directory = parent(uri); directory !== undefined; directory = parent(directory)) {
			const found = await this.documents.get(child(directory, SETTINGS));
			if (found instanceof Document) return this.of(found);
		}
		return Settings.none;
	}

	of(document: Document): Settings {
		let known = this.read.get(document.uri);
		if (known?.text !== document.text) {
			known = { text: document.text, settings: new Settings(document.uri, document.source.tree, this.rules) };
			this.read.set(document.uri, known);
		}
		return known.settings;
	}
}

export function isSettings(uri: string): boolean {
	return nameOf(uri) === SETTINGS;
}
