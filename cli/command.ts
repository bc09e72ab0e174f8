/** The command line as a function: arguments in, exit code out. Nothing is loaded that the command does not need. */
import { version } from '../package.json';
import { UsageError, parseRequest } from './arguments.ts';
import { helpText } from './help.ts';
import type { IO } from './io.ts';

export async function run(argv: readonly string[], io: IO): Promise<number> {
	try {
		return await dispatch(argv, io);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		io.err(`plumbline: ${error.message}\nTry plumbline --help.\n`);
		return 2;
	}
}

async function dispatch(argv: readonly string[], io: IO): Promise<number> {
	const request = parseRequest(argv);
	switch (request.command) {
		case 'help':
			io.out(helpText(request.topic));
			return 0;
		case 'version':
			io.out(`${version}\n`);
			return 0;
		case 'lsp':
			await import('../server/main.ts');
			return 0;
		case 'rules': {
			const [{ rules }, { listRules }] = await Promise.all([import('../rules/index.ts'), import('./rules.ts')]);
			listRules(new Map(rules.map(rule => [rule.id, rule])), io);
			return 0;
		}
		case 'explain': {
			const [{ rules }, { pages }, { explain }] = await Promise.all([import('../rules/index.ts'), import('../rules/pages.ts'), import('./rules.ts')]);
			explain(request.rule, new Map(rules.map(rule => [rule.id, rule])), pages, io);
			return 0;
		}
		case 'review': {
			const [{ review }, { openSite }] = await Promise.all([import('./review.ts'), import('./site.ts')]);
			return await review(request, openSite(version, io.cwd), io);
		}
	}
}
