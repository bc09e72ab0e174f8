/**
 * Writes THIRD-PARTY-NOTICES: the licence of every package whose code is shipped, as the bundler found them in the bundles and not
 * as somebody remembered them, and of those that ship as files or as data.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assetPackages, buildAll, dataPackages, packageFolder } from './build.ts';
import { inProject } from './files.ts';

export const NOTICES = inProject('THIRD-PARTY-NOTICES');

export async function notices(): Promise<string> {
	const metafiles = await buildAll({ write: false });
	const names = new Set([...assetPackages, ...dataPackages]);
	for (const metafile of metafiles) {
		for (const input of Object.keys(metafile.inputs)) {
			const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
			if (name) names.add(name);
		}
	}
	const sections = [...names].sort().map(section);
	return `Plumbline contains code of the packages below, each under its own licence.\n\n${sections.join('\n')}`;
}

function section(name: string): string {
	const folder = packageFolder(name);
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { license?: string };
	const file = readdirSync(folder).find(entry => /^licen[cs]e(\.|$)/i.test(entry));
	if (!file) throw new Error(`${name} has no licence file`);
	const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
	return `${'='.repeat(80)}\n${name} (${manifest.license ?? 'see below'})\n${'='.repeat(80)}\n\n${text}\n`;
}
