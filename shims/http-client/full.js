import { HttpClient } from 'full-http-client';
import { use } from './index.js';

use(HttpClient);
