from linli.config.cli import main

main()
