/** The frequent rule: a property that must be true (or false, or one of some values), of which absence and a plain wrong value are reported. */
import type { Property, Resource } from '../model/resource.ts';
import type { Scalar } from '../model/value.ts';
import type { Severity } from './finding.ts';
import { type FixSpec, type Rule, defineRule } from './rule.ts';

export interface Switch extends Pick<Rule, 'id' | 'title' | 'severity' | 'pillar' | 'since' | 'source' | 'on'> {
	/** CloudFormation's path, without `[]`. What is not written is AWS's documented default (engine/aws/defaults.ts), else none of the wanted values. */
	readonly property: string;
	/** What it must be; true by default. The fix sets the first. */
	readonly wanted?: Scalar | readonly [Scalar, ...Scalar[]];
	/** What is wrong here, with the design's own names; a full sentence. `setting` is the one branch that is wrong. */
	message(resource: Resource, setting: Property): string;
	/** Of the one fix: `Protect Orders from deletion`. None: no fix. */
	fix?(resource: Resource, setting: Property): string | undefined;
	/** What the fix does beyond mending. */
	readonly effect?: FixSpec['effect'];
	/** Where the context decides how grave it is; undefined: silent (an engine that has no such thing, a replica that takes it from its source). */
	grade?(resource: Resource, setting: Property): Severity | undefined;
	/** The other side. */
	related?(resource: Resource): readonly (Property | Resource)[];
}

export function switchRule(spec: Switch): Rule {
	const { id, title, severity, pillar, since, source, on, property, wanted = true, effect } = spec;
	const values = Array.isArray(wanted) ? wanted as readonly Scalar[] : [wanted as Scalar];
	return defineRule({
		id, title, severity, pillar, since, source, on,
		...(spec.fix && { fixes: 'fix' as const }),
		review(resource, _design, report) {
			for (const setting of resource.at(property).alternatives) {
				if (setting.is(...values) !== 'no') continue;
				const grade = spec.grade ? spec.grade(resource, setting) : severity;
				const fix = spec.fix?.(resource, setting);
				if (!grade) continue;
				report(setting, spec.message(resource, setting), {
					severity: grade,
					...(spec.related && { related: spec.related(resource) }),
					...(fix !== undefined && { fix: { title: fix, ...(effect && { effect }), change: change => change.set(setting, values[0]!) } }),
				});
			}
		},
	});
}
