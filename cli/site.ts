/** Puts a real workspace together: the files of this machine, Git, and all rules. */
import { pathToFileURL } from 'node:url';
import { rules } from '../rules/index.ts';
import { pages } from '../rules/pages.ts';
import { createWorkspace } from '../workspace/create.ts';
import { createGitHistory } from '../workspace/git.ts';
import { loadGrammar } from '../workspace/grammar.ts';
import { createNodeFiles } from '../workspace/node-files.ts';
import { RecordingFiles, type Site } from './review.ts';

export function openSite(version: string, cwd: string): Site {
	const files = new RecordingFiles(createNodeFiles());
	const history = createGitHistory();
	let grammar: Promise<void> | undefined;
	const workspace = createWorkspace(files, history, rules, {
		directory: pathToFileURL(cwd).href,
		// Most designs are not Terraform's, and need not wait for its grammar.
		prepare(dialect) {
			if (dialect === 'terraform') grammar ??= loadGrammar();
			return dialect === 'terraform' ? grammar : undefined;
		},
	});
	return { workspace, files, history, pages, version };
}
