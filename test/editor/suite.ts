/** What VS Code calls inside its extension host: all tests, or the scene for the README's picture. */
import { runTests } from './harness.ts';

export async function run(): Promise<void> {
	if (process.env['PLUMBLINE_EDITOR_PICTURE']) await import('./picture.ts');
	else {
		await import('./cloudformation.ts');
		await import('./terraform.ts');
		await import('./hcl.ts');
		await import('./stacks.ts');
		await import('./policy.ts');
		await import('./session.ts');
		await import('./commands.ts');
	}
	await runTests(process.env['PLUMBLINE_EDITOR_ONLY']);
}
