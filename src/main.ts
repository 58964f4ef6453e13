import { mount } from 'svelte';
import App from './App.svelte';
import './design/base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no place for the app.');
// The shell of index.html has stood here until now.
target.replaceChildren();
mount(App, { target });
