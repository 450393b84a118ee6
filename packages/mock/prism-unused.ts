/** Takes the place of modules of Prism that the mock never calls. */
export default undefined;
