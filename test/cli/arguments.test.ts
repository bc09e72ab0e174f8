import { describe, expect, it } from 'vitest';
import { UsageError, parseRequest } from '../../cli/arguments.ts';

const wrong = (...argv: string[]) => {
	try {
		return parseRequest(argv);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		return error.message;
	}
};

describe('arguments', () => {
	it('have defaults', () => expect(parseRequest(['review', 'a'])).toEqual({
		command: 'review', paths: ['a'], format: 'text', level: 'warning', baseline: undefined, rules: [], variableFiles: [], fix: false, quiet: false,
	}));
	it('may be mixed with paths', () => {
		expect(parseRequest(['review', '--rule', 'a/b', 'x', '--rule=c/d', '--fix', '-q', '--level', 'hint', '--baseline', 'HEAD~1', '--var-file', 'prod.tfvars', '--', '--odd'])).toEqual({
			command: 'review', paths: ['x', '--odd'], format: 'text', level: 'hint', baseline: 'HEAD~1', rules: ['a/b', 'c/d'], variableFiles: ['prod.tfvars'], fix: true, quiet: true,
		});
	});
	it('ask for help where there are none', () => {
		expect(parseRequest([])).toEqual({ command: 'help' });
		expect(parseRequest(['review', '--help'])).toEqual({ command: 'help', topic: 'review' });
		expect(parseRequest(['help', 'explain'])).toEqual({ command: 'help', topic: 'explain' });
	});
	it.each([
		[['reveiw', 'a'], 'no command "reveiw"; did you mean "review"?'],
		[['review'], expect.stringContaining('at least one file')],
		[['review', 'a', '--fromat', 'json'], 'no option of review "--fromat"; did you mean "--format"?'],
		[['review', 'a', '--format', 'xml'], 'no format "xml"; there are text, json, sarif, markdown'],
		[['review', 'a', '--level', 'eror'], 'no level "eror"; did you mean "error"?'],
		[['review', 'a', '--fix=yes'], expect.stringContaining('--fix')],
		[['review', 'a', '--format'], expect.stringContaining('--format')],
		[['rules', 'x'], 'rules takes no argument: x'],
		[['review', 'a', '--baseline', ''], expect.stringContaining('--baseline needs')],
		[['lsp'], expect.stringContaining('plumbline lsp --stdio')],
		[['explain'], expect.stringContaining('one rule')],
	])('%j is wrong use', (argv, message) => expect(wrong(...argv)).toEqual(message));
});
