import { buyInTheRoom } from './main-job/selling.ts';
import { tellMainJob } from './main-job/story.ts';

tellMainJob('the main job', { buy: buyInTheRoom });
