/** What VS Code calls inside its web worker extension host. */
import './web.ts';
import './cloudformation.ts';
import './hcl.ts';
import { runTests } from './harness.ts';

export async function run(): Promise<void> {
	await runTests(process.env['PLUMBLINE_EDITOR_ONLY']);
}
