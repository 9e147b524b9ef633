import {execInService} from '../attach';
import {DevenvCommand} from '../command';
import {passThrough} from '../pass-through';

export default class Manage extends DevenvCommand {
  static override enableJsonFlag = false;
  static override strict = false;
  static override summary = "Run the project's manage.py in the running web service.";
  static override description =
    "Everything behind `manage` goes to manage.py, flags too; devenv's own, such as --dir, come before. The command's exit code becomes this command's.";
  static override usage = 'manage ARGUMENT...';
  static override examples = ['<%= config.bin %> manage migrate --check', '<%= config.bin %> manage shell -c "print(1)"'];

  async run(): Promise<void> {
    const {flags, argv} = await this.parse(Manage, passThrough(this.argv, 0));
    await execInService(flags.dir, 'web', ['python', 'manage.py', ...(argv as string[])]);
  }
}
