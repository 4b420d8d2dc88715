// The pages work without this.  Here: what makes them quicker, and forgetting.
import { addPhotos, takeDrops } from "./files.js";
import { watchIdle } from "./idle.js";
import { exitByShift, leaveTo, forgetOnLeaving } from "./leaving.js";
import { readInPlace } from "./reading.js";
import { openWays, printWhole, readAside } from "./ways.js";

document.documentElement.classList.add("script");
leaveTo();
exitByShift();
forgetOnLeaving();
readInPlace();
openWays();
printWhole();
takeDrops();
addPhotos();
readAside();
watchIdle();
