/**
 * Brings generated files up to date. Those that are not committed are always made; with `--all` also those that are, which
 * test/tidy.test.ts holds to what they are made from.
 */
import { isMain, writeGenerated } from './files.ts';
import { generateAws } from './generate-aws.ts';
import { generateIam } from './generate-iam.ts';
import { generatePages } from './pages.ts';
import { generateRulesIndex } from './rules-index.ts';

/** What code and tests need to be there. */
export async function setup(): Promise<void> {
	generateRulesIndex();
	generatePages();
	generateAws();
	generateIam();
}

/** What readers see; made of what `setup` made, so it is loaded only now. */
async function published(): Promise<void> {
	const { generateSettingsSchema } = await import('./settings-schema.ts');
	generateSettingsSchema();
	const { writeRuleDocs } = await import('./rule-docs.ts');
	writeRuleDocs();
	const { NOTICES, notices } = await import('./notices.ts');
	writeGenerated(NOTICES, await notices());
}

async function main(all: boolean): Promise<void> {
	await setup();
	if (all) await published();
}

if (isMain(import.meta.url)) void main(process.argv.includes('--all'));
