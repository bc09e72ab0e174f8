import type { TextPart } from '../../../model/value.ts';
import { outputOf } from '../handed-over.ts';
import { nameOf } from '../export-names.ts';
import { combine } from '../combine.ts';
import { type Intrinsic, unknown } from './intrinsic.ts';
import { partsOf } from './join.ts';

export const importValue: Intrinsic = {
	name: 'Fn::ImportValue',
	evaluate(argument, site, scope) {
		if (!argument) return unknown('Fn::ImportValue without a name', site);
		const { stacks } = scope.template;
		return combine([scope.value(argument)], site, ([name]) => {
			const wanted = nameOf(name!);
			if (stacks) scope.readBlocks(stacks.exportBlocks);
			const exported = wanted === undefined ? undefined : stacks?.exported(wanted);
			if (exported) return outputOf(exported, site, scope);
			const shown = partsOf(name!).map(shownPart).join('');
			return unknown(`${shown} is imported from another stack`, site, `import:${shown}`);
		});
	},
};

function shownPart(part: TextPart): string {
	if (typeof part === 'string') return part;
	switch (part.kind) {
		case 'reference': return `\${${part.target}.${part.attribute}}`;
		case 'pseudo': return `\${${part.name}}`;
		case 'unknown': return `\${${(part.identity ?? '…').replace(/^\w+:/, '')}}`;
	}
}
