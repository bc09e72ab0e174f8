/** Lowers plans and states: through the same tables as a configuration, from other instances. */
import type { Lowered, LoweredResource } from '../../../model/lowered.ts';
import type { Evaluated, Sources } from '../../dialect.ts';
import { loweredFrom } from '../lower.ts';
import { planned } from '../plan.ts';
import { type Face, shownIn } from './document.ts';
import { ShownInstances } from './instances.ts';

/** Undefined for a configuration. */
export function lowerShown({ documents }: Sources, face: Face = 'after'): Lowered | undefined {
	const shown = shownIn(documents);
	if (!shown) return undefined;
	const instances = new ShownInstances(shown.document, shown.kind, face);
	const { session, objects } = instances;
	const resources = planned(instances.all, session).map((one): LoweredResource => {
		const { key, previous } = objects.get(one.instance.id)!;
		const lowered = loweredFrom(session, one);
		return {
			...lowered,
			evaluated: true,
			...(typeof key === 'number' && { name: `${lowered.name}[${key}]` }),
			...(previous !== undefined && { formerly: [previous] }),
		};
	});
	return { dialect: 'terraform', resources, blocks: instances.texts, problems: [], incomplete: session.incomplete };
}

/** What a plan says of the design as it is deployed. */
export function evaluated(sources: Sources): Evaluated | undefined {
	const shown = shownIn(sources.documents);
	return shown && { what: shown.kind, ...(shown.kind === 'plan' && { before: () => lowerShown(sources, 'before')! }) };
}
