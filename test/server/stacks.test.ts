/** Nested stacks over the real server. */
import { describe, expect, it } from 'vitest';
import { builtServer } from './built.ts';
import { until } from './client.ts';

const { write, start } = builtServer();

const CHILD = 'Parameters:\n  Rotate:\n    Type: String\nResources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      EnableKeyRotation: !Ref Rotate\n';
const main = (rotate: boolean) => `Resources:\n  Keys:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: stacks/keys.yaml\n      Parameters:\n        Rotate: ${rotate} # so far\n`;

describe('a nested stack', () => {
	it('is judged by what the outer template gives it, and mended there', async () => {
		const outer = write('nested/main.yaml', main(true));
		const inner = write('nested/stacks/keys.yaml', CHILD);
		const client = await start();
		const rotations = async () => (await client.findings(inner)).filter(one => one.startsWith('kms/key-rotation'));
		client.open(inner, CHILD);
		expect(await rotations()).toEqual([]);
		const before = client.refreshes;
		client.open(outer, main(false));
		await until('a refresh', () => client.refreshes > before);
		expect(await rotations()).toEqual(['kms/key-rotation «!Ref Rotate»']);
		const { range } = (await client.diagnostics(inner)).find(one => one.code === 'kms/key-rotation')!;
		const fix = (await client.actions(inner, range)).find(one => one.isPreferred)!;
		client.apply(fix.edit!);
		expect(client.text(outer)).toBe(main(true));
		expect(await rotations()).toEqual([]);
	});
});
