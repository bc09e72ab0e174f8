/** Members of object and list expressions come and go in the layout that is there. */
import { describe, expect, test } from 'vitest';
import type { TerraformDraft, Speller } from '../../../engine/dialects/terraform/draft.ts';
import { ExpressionEdits } from '../../../engine/dialects/terraform/expression-edits.ts';
import type { ObjectExpression, Tuple } from '../../../engine/dialects/terraform/expression.ts';
import { parseExpression } from '../../../engine/dialects/terraform/parse-expression.ts';
import { applyEdits } from '../../../engine/syntax/tree.ts';
import { loadGrammar } from '../../../workspace/grammar.ts';

await loadGrammar();

const speller: Speller = { reference: ({ '#reference': id }) => id, pseudo: name => name };

/** Removes members by name or index (`-a`, `-0`) and adds others, in an expression behind `  x = `. */
function edited(source: string, ...changes: (string | number | [string, TerraformDraft] | [TerraformDraft])[]): string {
	const expression = parseExpression(source);
	expect(expression.kind, source).toMatch(/object|tuple/);
	const edits = new ExpressionEdits();
	const surface = { frame: { uri: 'u', source, locate: (index: number) => index }, encode: (text: string) => text, indent: '  ' };
	for (const change of changes) {
		if (typeof change === 'string') edits.removeEntry(surface, expression as ObjectExpression, change);
		else if (typeof change === 'number') edits.removeItem(surface, expression as Tuple, change);
		else if (change.length === 2) edits.insert(surface, expression as ObjectExpression, change[0], change[1], speller);
		else edits.append(surface, expression as Tuple, change[0], speller);
	}
	const sorted = [...edits.finish()].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
	const result = applyEdits(source, sorted);
	expect(parseExpression(result).kind, result).toBe(expression.kind);
	return result;
}

/** Lines within the brackets of an expression in a body. */
const object = (...lines: string[]) => `{\n${lines.map(line => (line ? `    ${line}\n` : '\n')).join('')}  }`;
const list = (...lines: string[]) => `[\n${lines.map(line => `    ${line}\n`).join('')}  ]`;

describe('entries', () => {
	test.each<[string, string, Parameters<typeof edited>[1][], string]>([
		['fill an empty object', '{}', [['a', 1]], '{ a = 1 }'],
		['fill an empty object on lines', '{}', [['a', 1], ['bcd', 2]], object('a   = 1', 'bcd = 2')],
		['fill an object with an empty line', '{\n  }', [['a', 1]], object('a = 1')],
		['come on one line', '{ a = 1 }', [['b', { c: 1, d: 2 }]], '{ a = 1, b = { c = 1, d = 2 } }'],
		['come on lines, aligned', object('a = 1'), [['bcd', 2], ['e', 3]], object('a   = 1', 'bcd = 2', 'e   = 3')],
		['come on lines as they are', object('a = 1', 'bc = 2'), [['def', 3]], object('a = 1', 'bc = 2', 'def = 3')],
		['come with commas', object('a = 1,', 'b = 2'), [['cd', 3]], object('a  = 1,', 'b  = 2,', 'cd = 3')],
		['come with commas at the end', object('a = 1,', 'b = 2,'), [['c', 3], ['d', 4]], object('a = 1,', 'b = 2,', 'c = 3,', 'd = 4,')],
		['come behind a comment', object('a = 1 # one'), [['b', 2]], object('a = 1 # one', 'b = 2')],
		['come behind a comma and a comment', object('a = 1, # one', 'b = 2, // two'), [['c', 3]], object('a = 1, # one', 'b = 2, // two', 'c = 3,')],
		['come with a comma before a comment', object('a = 1,', 'b = 2 // two'), [['c', 3]], object('a = 1,', 'b = 2, // two', 'c = 3')],
		['come with colons', object('"a" : 1,', '"b" : 2'), [['c', 3]], object('"a" : 1,', '"b" : 2,', '"c" : 3')],
		['join a run only where it ends', object('abcd = 1', '', 'b = 2'), [['cd', 3]], object('abcd = 1', '', 'b  = 2', 'cd = 3')],
		['stand alone on several lines', object('abcd = 1'), [['b', { c: 1, d: 2 }], ['ef', 3]], object('abcd = 1', 'b = {', '  c = 1', '  d = 2', '}', 'ef = 3')],
		['become one map', object('a = 1'), [['m', { n: { x: 1 } }], ['m', { n: { y: 2 } }]], object('a = 1', 'm = {', '  n = {', '    x = 1', '    y = 2', '  }', '}')],
		['go with their line and comments', object('a = 1', '# about b', 'b = 2 # b', 'c = 3'), ['b'], object('a = 1', 'c = 3')],
		['go, and the rest is aligned', object('a      = 1', 'longer = 2', 'bcd    = 3'), ['longer'], object('a   = 1', 'bcd = 3')],
		['go from one line', '{ a = 1, b = 2, c = 3 }', ['b'], '{ a = 1, c = 3 }'],
		['go from the end of one line', '{ a = 1, b = 2, c = 3 }', ['b', 'c'], '{ a = 1 }'],
		['go from the beginning of one line', '{ a = 1, b = 2, c = 3 }', ['a', 'b'], '{ c = 3 }'],
		['go all together', object('a = 1', 'b = 2'), ['a', 'b'], '{}'],
		['come and go', object('a = 1', 'bcd = 2').replace('a =', 'a   ='), ['bcd', ['ef', 3]], object('a  = 1', 'ef = 3')],
		['keep expressions as keys', object('(var.x) = 1'), [['b', 2]], object('(var.x) = 1', 'b       = 2')],
	])('%s', (_, source, changes, expected) => {
		expect(edited(source, ...changes)).toBe(expected);
		const crlf = edited(source.replaceAll('\n', '\r\n'), ...changes);
		expect(crlf.replaceAll('\r\n', '\n')).toBe(expected);
	});

	test('contradict one another', () => {
		expect(() => edited('{}', ['a', 1], ['a', 2])).toThrow('contradict');
	});
});

describe('items', () => {
	test.each<[string, string, Parameters<typeof edited>[1][], string]>([
		['fill an empty list', '[]', [['a'], ['b']], '["a", "b"]'],
		['fill an empty list with objects', '[]', [[{ a: 1, b: 2 }]], list('{', '  a = 1', '  b = 2', '},')],
		['come on one line', '["a"]', [['b'], ['c']], '["a", "b", "c"]'],
		['come on one line with a comma at the end', '["a",]', [['b']], '["a", "b",]'],
		['come on lines', list('"a",', '"b"'), [['c']], list('"a",', '"b",', '"c"')],
		['come on lines with a comma at the end', list('"a", # one'), [['c']], list('"a", # one', '"c",')],
		['come on lines with comments', list('"a" # one'), [['c']], list('"a", # one', '"c"')],
		['come behind brackets that touch', '[{\n    a = 1\n  }]', [[{ b: 1, c: 2 }]], '[{\n    a = 1\n    }, {\n    b = 1\n    c = 2\n  }]'],
		['come behind several such brackets', '[{\n    a = 1\n  }, {\n    a = 2\n  }]', [[{ b: 1, c: 2 }], [{ b: 3, c: 4 }]], '[{\n    a = 1\n  }, {\n    a = 2\n  }, {\n    b = 1\n    c = 2\n  }, {\n    b = 3\n    c = 4\n  }]'],
		['go from between brackets that touch', '[{\n    a = 1\n    }, {\n    a = 2\n  }]', [1], '[{\n    a = 1\n  }]'],
		['go and come between brackets that touch', '[{\n    a = 1\n    }, {\n    a = 2\n  }]', [1, [{ b: 1, c: 2 }]], '[{\n    a = 1\n    }, {\n    b = 1\n    c = 2\n  }]'],
		['come with colons, quotes and commas', list('{', '  "a": 1,', '  "b": 2', '}'), [[{ c: 1, d: { e: { f: 'g' } } }]], list('{', '  "a": 1,', '  "b": 2', '},', '{', '  "c": 1,', '  "d": { "e": { "f": "g" } }', '}')],
		['come with commas alone', list('{', '  a = 1,', '  b = 2,', '}'), [[{ c: 1, de: 2 }]], list('{', '  a = 1,', '  b = 2,', '},', '{', '  c  = 1,', '  de = 2', '}')],
		['go from lines', list('"a",', '# about b', '"b",', '"c"'), [1], list('"a",', '"c"')],
		['go from the end of lines', list('"a", # one', '"b"'), [1], list('"a" # one')],
		['go from the end of lines with a comma', list('"a",', '"b",'), [1], list('"a",')],
		['go from one line', '["a", "b", "c"]', [0, 2], '["b"]'],
		['go one and come one', list('"a",', '"b"'), [1, ['c']], list('"a",', '"c"')],
		['go one and come one before a comma', list('"a", # one', '"b",'), [1, ['c'], ['d']], list('"a", # one', '"c",', '"d",')],
		['go and come on one line', '["a", "b",]', [1, ['c']], '["a", "c",]'],
		['go all and come one', list('"a",', '"b"'), [0, 1, ['c']], list('"c",')],
	])('%s', (_, source, changes, expected) => {
		expect(edited(source, ...changes)).toBe(expected);
		expect(edited(source.replaceAll('\n', '\r\n'), ...changes).replaceAll('\r\n', '\n')).toBe(expected);
	});

	test('do not follow a heredoc', () => {
		expect(() => edited('[\n<<EOF\nx\nEOF\n]', ['b'])).toThrow('by hand');
	});
});
