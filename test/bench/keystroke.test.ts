import { describe, expect, it } from 'vitest';
import { largeDesign } from './design.ts';
import { keystroke, memoryWorkspace } from './typing.ts';

describe.each(['yaml', 'json'] as const)('a keystroke inside one of 100 resources (%s)', format => {
	it('runs only the rules that read this resource, and finds what a fresh review finds', async () => {
		const uri = `file:///design/template.${format}`;
		const text = largeDesign(100)[format];
		const workspace = memoryWorkspace();
		workspace.open(uri, text, 1);
		const full = await workspace.review(uri, { baseline: 'none' });
		expect(full.effort.ran).toBeGreaterThan(200);
		const edited = keystroke(text, 'Data10');
		workspace.open(uri, edited, 2);
		const after = await workspace.review(uri, { baseline: 'none' });
		// At most each rule once for the bucket and once for its policy; never the other 98 resources.
		expect(after.effort.ran).toBeGreaterThan(0);
		expect(after.effort.ran).toBeLessThanOrEqual(workspace.rules.size * 2);
		expect(after.effort.ran + after.effort.remembered).toBe(full.effort.ran);
		const fresh = memoryWorkspace();
		fresh.open(uri, edited, 1);
		expect(after.findings).toEqual((await fresh.review(uri, { baseline: 'none' })).findings);
	});
});
