import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/transit-encryption',
	title: 'Tasks mount file systems over TLS',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html',
	on: 'AWS::ECS::TaskDefinition',
	fixes: 'fix',
	review(task, _design, report) {
		for (const volume of task.all('Volumes[].EFSVolumeConfiguration')) {
			if (volume.exists !== 'yes') continue;
			for (const encryption of volume.at('TransitEncryption').alternatives) {
				if (encryption.is('ENABLED') !== 'no' || !encryption.together(volume)) continue;
				const iam = volume.at('AuthorizationConfig.IAM').alternatives.find(one => one.is('ENABLED') === 'yes' && one.together(encryption));
				const point = volume.at('AuthorizationConfig.AccessPointId').alternatives.find(one => one.exists === 'yes' && one.together(encryption));
				const need = iam ?? point;
				const message = need
					? `${task.name} mounts its file system ${iam ? 'as its IAM role' : 'through an access point'} and without TLS; ECS refuses the one without the other.`
					: `${task.name} mounts its file system without TLS: files cross the network in clear text.`;
				report(encryption, message, {
					...(need && { severity: 'error', related: [need] }),
					fix: { title: 'Mount over TLS', change: change => change.set(encryption, 'ENABLED') },
				});
			}
		}
	},
});
