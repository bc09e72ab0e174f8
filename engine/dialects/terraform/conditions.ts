/**
 * What must hold for a branch of a conditional, as conditions that a reader knows: `!x` and `x != y` are resolved to what they
 * negate, a local to what it stands for, and `a && b` that holds to both its sides.
 */
import type { Condition } from '../../model/value.ts';
import type { Evaluator, Scope } from './evaluate.ts';
import { type Expression, traversal } from './expression.ts';
import { nameOf } from './module.ts';
import { settled } from './values.ts';

const MAX_DEPTH = 20;

/** The conditions under which the expression is true (`is`) or false. */
export function conditionsOf(evaluator: Evaluator, expression: Expression, scope: Scope, is: boolean, depth = 0): Condition[] {
	if (depth > MAX_DEPTH) return [];
	switch (expression.kind) {
		case 'framed': return conditionsOf(evaluator, expression.expression, { ...scope, frame: expression.frame }, is, depth + 1);
		case 'unary': if (expression.operator === '!') return conditionsOf(evaluator, expression.of, scope, !is, depth + 1);
			break;
		case 'binary': {
			if (expression.operator === '!=') return [{ name: `${evaluator.prefix}${evaluator.textOf(expression.left, scope)} == ${evaluator.textOf(expression.right, scope)}`, is: !is }];
			if (expression.operator !== (is ? '&&' : '||')) break;
			return [expression.left, expression.right].flatMap(side => conditionsOf(evaluator, side, scope, is, depth + 1));
		}
		case 'conditional': {
			const whenTrue = settled(evaluator.evaluate(expression.whenTrue, scope));
			const whenFalse = settled(evaluator.evaluate(expression.whenFalse, scope));
			if (whenTrue.kind !== 'known' || whenFalse.kind !== 'known' || whenTrue.scalar === whenFalse.scalar) break;
			if (typeof whenTrue.scalar === 'boolean') return conditionsOf(evaluator, expression.condition, scope, is === whenTrue.scalar, depth + 1);
			break;
		}
		case 'attribute': {
			const names = traversal(expression);
			const block = names?.length === 2 && names[0] === 'local' ? evaluator.module.blocks.get(names.join('.')) : undefined;
			if (block) return conditionsOf(evaluator, block.body, evaluator.plainScope(block), is, depth + 1);
			const { call } = evaluator;
			const given = names?.length === 2 && names[0] === 'var' && call?.block.body.kind === 'object' ? call.block.body.entries.findLast(one => nameOf(one.key) === names[1]) : undefined;
			if (given) return conditionsOf(call!.evaluator, given.value, call!.scope, is, depth + 1);
			break;
		}
		default:
	}
	return [{ name: evaluator.prefix + evaluator.textOf(expression, scope), is }];
}
