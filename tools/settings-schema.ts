/** Writes schemas/plumbline.schema.json, which editors hold `plumbline.yaml` against, from the definition of the settings. */
import { settingsSchema } from '../engine/review/settings-definition.ts';
import { rules } from '../rules/index.ts';
import { inProject, isMain, writeGenerated } from './files.ts';

/** Where the schema is written. */
export const SETTINGS_SCHEMA = 'schemas/plumbline.schema.json';

/** The text that the schema should have. */
export function settingsSchemaText(): string {
	return `${JSON.stringify(settingsSchema(rules.map(rule => rule.id)), undefined, '\t')}\n`;
}

export function generateSettingsSchema(): void {
	writeGenerated(inProject(SETTINGS_SCHEMA), settingsSchemaText());
}

if (isMain(import.meta.url)) generateSettingsSchema();
