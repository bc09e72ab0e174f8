/**
 * What must hold for a branch of a conditional, as conditions that a reader knows: `!x` and `x != y` are resolved to what they
 * negate, a local to what it stands for, and `a && b` that holds to both its sides.
 */
import type { Condition } from '../../model/value.ts';
import type { Evaluator } from './evaluate.ts';
import { type Scope, scopeKey } from './scope.ts';
import { type Expression, some, traversal } from './expression.ts';
import { nameOf } from './module.ts';
import { truth } from './operators.ts';
import { settled } from './values.ts';

const MAX_DEPTH = 20;

/** Whether the expression is certainly true (`is`) or false, so that nothing has to hold for it. */
function isSettled(evaluator: Evaluator, expression: Expression, scope: Scope, is: boolean): boolean {
	return truth(evaluator.evaluate(expression, scope)) === is;
}

/** The conditions under which the expression is true (`is`) or false. */
export function conditionsOf(evaluator: Evaluator, expression: Expression, scope: Scope, is: boolean, depth = 0): Condition[] {
	if (depth > MAX_DEPTH || isSettled(evaluator, expression, scope, is)) return [];
	switch (expression.kind) {
		case 'framed': return conditionsOf(evaluator, expression.expression, { ...scope, frame: expression.frame }, is, depth + 1);
		case 'unary': if (expression.operator === '!') return conditionsOf(evaluator, expression.of, scope, !is, depth + 1);
			break;
		case 'binary': {
			if (expression.operator === '!=') {
				const equal: Expression = { ...expression, operator: '==' };
				return [leaf(evaluator, equal, scope, !is, `${evaluator.textOf(expression.left, scope)} == ${evaluator.textOf(expression.right, scope)}`)];
			}
			if (expression.operator !== '&&' && expression.operator !== '||') break;
			const sides = [expression.left, expression.right];
			if (expression.operator === (is ? '&&' : '||')) return sides.flatMap(side => conditionsOf(evaluator, side, scope, is, depth + 1));
			// Where one side decides nothing, the other decides alone.
			const [only, ...others] = sides.filter(side => !isSettled(evaluator, side, scope, !is));
			if (only && others.length === 0) return conditionsOf(evaluator, only, scope, is, depth + 1);
			break;
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
	return [leaf(evaluator, expression, scope, is)];
}

/** A condition that goes back to no other. Where one default decides it, its variable is told. */
function leaf(evaluator: Evaluator, expression: Expression, scope: Scope, is: boolean, text = evaluator.textOf(expression, scope)): Condition {
	const names = [...scope.variables.keys()].filter(name => some(expression, one => one.kind === 'variable' && one.name === name));
	const key = names.includes('each') ? scopeKey(scope) : '';
	const name = `${evaluator.prefix}${text}${key && ` for ${key}`}`;
	// What speaks of an iteration is another condition each time, under one name.
	if (names.every(one => one === 'each' && key !== '')) {
		const value = evaluator.evaluate(expression, scope);
		const holds = truth(settled(value));
		if (value.kind === 'assumed' && value.value.kind !== 'assumed' && holds !== undefined) evaluator.session.imply(value.source, { name, is: holds });
	}
	return { name, is };
}
