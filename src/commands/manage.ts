import {DevenvCommand} from '../command';
import {execIn} from '../attach';
import {passThrough} from '../pass-through';
import {locate, modeOf, runningContainer} from '../locate';

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
    const located = await locate(flags.dir);
    const mode = modeOf(located);
    const container = runningContainer(located, 'web', mode);
    process.exitCode = await execIn(container, mode, ['python', 'manage.py', ...(argv as string[])]);
  }
}
