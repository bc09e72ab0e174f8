import { mountTargetsOf } from '../../engine/queries/file-systems.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/one-zone',
	title: 'Files outlive the zone they are in',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/availability-durability.html',
	on: 'AWS::EFS::FileSystem',
	review(fileSystem, _design, report) {
		const zone = fileSystem.at('AvailabilityZoneName');
		if (zone.exists !== 'yes') return;
		const { targets } = mountTargetsOf(fileSystem);
		const second = targets.length > 1 ? targets[1] : targets.find(target => (target.instances ?? 1) > 1);
		if (second) {
			report(second, `${fileSystem.name} stands in one zone, and ${second.name} is a second mount target of it; EFS allows one.`, { severity: 'error', related: [zone, ...targets.filter(one => one !== second)] });
		} else {
			report(zone, `${fileSystem.name} lives and dies with ${zone.string ?? 'its zone'}: when the zone is lost, so are the files; when it is out of reach, nobody has them.`);
		}
	},
});
